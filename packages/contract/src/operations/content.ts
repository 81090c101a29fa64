import * as example from '../examples.ts';
import { contract } from '../operation.ts';
import { closed } from '../schemas/common.ts';
import * as schema from '../schemas/content.ts';

export const getBrand = contract({
  id: 'get-brand',
  method: 'GET',
  path: '/brand',
  tag: 'content',
  summary: 'How the chain looks and speaks',
  description:
    'Name, logo, colours, languages, where to ask for help, and the texts of its consents. The same as a style sheet, a manifest and icons is at `/app/brand.css`, `/app/manifest.webmanifest` and `/app/icon-512.png`.',
  access: 'public',
  polled: true,
  answer: schema.Brand,
  refusals: [],
  examples: [{ name: 'The brand' }],
});

export const putBrand = contract({
  id: 'put-brand',
  method: 'PUT',
  path: '/brand',
  tag: 'content',
  summary: 'Write how the chain looks and speaks',
  description:
    'Contrast is checked before it is saved, of the derived colours too: text on the brand 4.5 : 1, on the marker 7 : 1, bars on the card 3 : 1. What fails is told with its ratio. Versions before are kept.',
  access: 'content:write',
  body: schema.BrandRequest,
  answer: schema.Brand,
  refusals: ['brand-unreadable', 'unknown-asset', 'bad-brand'],
  examples: [
    { name: 'A brand', body: example.brand },
    {
      name: 'White on yellow',
      body: { ...example.brand, colours: { ...example.brand.colours, brand: '#FFD60A' } },
      refusal: 'brand-unreadable',
    },
  ],
});

export const putAsset = contract({
  id: 'put-asset',
  method: 'PUT',
  path: '/assets/{assetId}',
  tag: 'content',
  summary: 'Write a picture',
  description:
    'For the brand and for offers; it is served at `/app/picture/{assetId}`. An SVG must be a still picture: no scripts, no addresses, no styles of its own from elsewhere.',
  access: 'content:write',
  params: closed({ assetId: schema.AssetId }),
  body: schema.AssetRequest,
  answer: schema.Asset,
  refusals: ['bad-asset'],
  examples: [
    { name: 'A logo', params: { assetId: 'logo' }, body: { type: 'image/svg+xml', data: example.logo } },
    {
      name: 'A script in it',
      params: { assetId: 'trap' },
      body: {
        type: 'image/svg+xml',
        data: btoa('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      },
      refusal: 'bad-asset',
    },
  ],
});

export const getFaq = contract({
  id: 'get-faq',
  method: 'GET',
  path: '/faq',
  tag: 'content',
  summary: 'Questions and answers',
  description: 'For members, by section, in Russian and English.',
  access: 'public',
  polled: true,
  answer: schema.Faq,
  refusals: [],
  examples: [{ name: 'All of them' }],
});

export const putFaq = contract({
  id: 'put-faq',
  method: 'PUT',
  path: '/faq',
  tag: 'content',
  summary: 'Write questions and answers',
  description: 'All of them at once; versions before are kept.',
  access: 'content:write',
  body: schema.FaqRequest,
  answer: schema.Faq,
  refusals: ['id-twice'],
  examples: [{ name: 'One question', body: example.faq }],
});

export const listAnnouncements = contract({
  id: 'list-announcements',
  method: 'GET',
  path: '/announcements',
  tag: 'content',
  summary: 'What the chain tells all members',
  description:
    'Also what is over and what is yet to come. Members see those of the moment among their notices.',
  access: 'content:write',
  answer: schema.Announcements,
  refusals: [],
  examples: [{ name: 'All of them' }],
});

export const putAnnouncements = contract({
  id: 'put-announcements',
  method: 'PUT',
  path: '/announcements',
  tag: 'content',
  summary: 'Write what the chain tells all members',
  description:
    'All of them at once; versions before are kept. One that keeps its id stays read by who has read it.',
  access: 'content:write',
  body: schema.AnnouncementsRequest,
  answer: schema.Announcements,
  refusals: ['id-twice'],
  examples: [{ name: 'New rules', body: example.announcements }],
});

export const getNoticeTexts = contract({
  id: 'get-notice-texts',
  method: 'GET',
  path: '/notice-texts',
  tag: 'content',
  summary: 'What notices say',
  description:
    'The chain’s own words, and the usual ones where it has none; for each kind what may stand in braces.',
  access: 'content:write',
  answer: schema.NoticeTexts,
  refusals: [],
  examples: [{ name: 'All of them' }],
});

export const putNoticeTexts = contract({
  id: 'put-notice-texts',
  method: 'PUT',
  path: '/notice-texts',
  tag: 'content',
  summary: 'Write what notices say',
  description:
    'What members are told of what happens to their points and cards, in the app and by push, SMS or e-mail, in both languages. What is known of the event stands in braces, such as `{points}`. Kinds that are not named say the usual. All of them at once; versions before are kept.',
  access: 'content:write',
  body: schema.NoticeTextsRequest,
  answer: schema.NoticeTexts,
  refusals: ['unknown-placeholder'],
  examples: [
    { name: 'Points that expire soon', body: example.noticeTexts },
    {
      name: 'Something that is not known',
      body: {
        texts: {
          welcome: {
            ru: { title: 'Привет, {name}', text: 'Рады вам.' },
            en: { title: 'Hello, {name}', text: 'Good to see you.' },
          },
        },
      },
      refusal: 'unknown-placeholder',
    },
  ],
});
