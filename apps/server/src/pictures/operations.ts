import { listPictureProblems } from './list-picture-problems.ts';
import { retryPictures } from './retry-pictures.ts';

/** What staff ask of pictures of goods. */
export const pictureOperations = {
  'list-picture-problems': listPictureProblems,
  'retry-pictures': retryPictures,
} as const;
