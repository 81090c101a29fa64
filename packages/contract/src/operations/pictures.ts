import { contract } from '../operation.ts';
import * as schema from '../schemas/pictures.ts';

export const listPictureProblems = contract({
  id: 'list-picture-problems',
  method: 'GET',
  path: '/pictures',
  tag: 'catalogue',
  summary: 'Pictures of goods for offers, and which could not be taken',
  description:
    'A worker takes the pictures that offers show from where feeds and 1C say that they are, and keeps them here. What cannot be taken is tried again, ever more seldom, at least once a day.',
  access: 'catalogue:write',
  polled: true,
  answer: schema.Pictures,
  refusals: [],
  examples: [{ name: 'How they fare' }],
});

export const retryPictures = contract({
  id: 'retry-pictures',
  method: 'POST',
  path: '/pictures/retry',
  tag: 'catalogue',
  summary: 'Try at once the pictures that could not be taken',
  description: 'After the shop has put it right. Safe to repeat.',
  access: 'catalogue:write',
  mostPerMinute: 30,
  answer: schema.Pictures,
  refusals: [],
  examples: [{ name: 'All of them' }],
});
