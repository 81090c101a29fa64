import { Type } from 'typebox';
import { closed, Language, Moment, nullable, text } from './common.ts';

/** A text of several paragraphs: plain, with `**strong**` words and lines that begin with `- ` for a list. Never HTML. */
const paragraphs = (maxLength: number) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]+$',
    description:
      'Plain text; a blank line ends a paragraph, `- ` begins a point of a list, `**` stands around strong words',
  });

const inBoth = (maxLength: number) => closed({ ru: text(maxLength), en: text(maxLength) });
const paragraphsInBoth = (maxLength: number) =>
  closed({ ru: paragraphs(maxLength), en: paragraphs(maxLength) });

const Id = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$' });

export const AssetId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,63}$',
  description: 'Given by the chain; small letters, digits, hyphens',
});
export const AssetRequest = closed({
  type: Type.Union([
    Type.Literal('image/svg+xml'),
    Type.Literal('image/png'),
    Type.Literal('image/jpeg'),
    Type.Literal('image/webp'),
  ]),
  data: Type.String({
    minLength: 4,
    maxLength: 700_000,
    pattern: '^[A-Za-z0-9+/]+={0,2}$',
    description: 'Base64, 512 KB at most',
  }),
});
export const Asset = closed({ assetId: Type.String(), type: Type.String(), bytes: Type.Integer() });

const Colour = Type.String({ pattern: '^#[0-9A-Fa-f]{6}$', description: 'Such as #00475B' });

/** What a chain decides of the colours; the rest is derived from them. */
const Colours = closed({
  brand: Type.Union([Colour], { description: 'The surface of the card and the main button' }),
  onBrand: Type.Union([Colour], { description: 'Text on it' }),
  points: Type.Union([Colour], { description: 'The marker under points' }),
  onPoints: Type.Union([Colour], { description: 'Text on the marker' }),
  pointsOnBrand: Type.Union([Colour], { description: 'Bars of points on the card' }),
});

const Consent = closed({
  kind: Type.String({ pattern: '^[a-z][a-z-]{0,63}$' }),
  version: text(64),
  /** Nobody joins without it. */
  required: Type.Boolean(),
  title: inBoth(120),
  text: paragraphsInBoth(20_000),
});

export const BrandRequest = closed({
  name: inBoth(60),
  shortName: text(12, 'Under the icon on a phone'),
  logo: Type.Optional(
    Type.Union([AssetId], {
      description: 'Stands on the colour `brand`, 24 pixels high, wherever it is shown',
    }),
  ),
  icon: Type.Optional(
    Type.Union([AssetId], {
      description:
        'A PNG, square and at least 512 pixels wide, whose middle is all that must be seen; one is drawn if absent',
    }),
  ),
  colours: Colours,
  dark: Type.Optional(
    Type.Partial(Colours, {
      additionalProperties: false,
      description: 'What is otherwise in the dark theme',
    }),
  ),
  languages: Type.Array(Language, {
    minItems: 1,
    maxItems: 2,
    uniqueItems: true,
    description: 'The first is the usual one',
  }),
  support: closed({
    phone: Type.Optional(text(32)),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
    hours: Type.Optional(inBoth(120)),
  }),
  about: Type.Optional(paragraphsInBoth(4000)),
  consents: Type.Array(Consent, {
    maxItems: 40,
    description:
      'Of each kind, the last one is asked for now; those before it are what members agreed to earlier',
  }),
});

export const Brand = closed({
  version: Type.Integer({ description: '0: nobody has written one yet' }),
  currency: nullable(Type.String()),
  zone: nullable(Type.String()),
  ...BrandRequest.properties,
  logoWidth: nullable(
    Type.Integer({ description: 'How wide the logo is where it is 24 high; null: there is none' }),
  ),
});

export const FaqRequest = closed({
  sections: Type.Array(
    closed({
      id: Id,
      title: inBoth(120),
      entries: Type.Array(closed({ id: Id, question: inBoth(200), answer: paragraphsInBoth(4000) }), {
        minItems: 1,
        maxItems: 50,
      }),
    }),
    { maxItems: 20 },
  ),
});
export const Faq = closed({ version: Type.Integer(), ...FaqRequest.properties });

export const AnnouncementsRequest = closed({
  announcements: Type.Array(
    closed({
      id: Id,
      from: Moment,
      until: Moment,
      title: inBoth(120),
      text: paragraphsInBoth(2000),
      link: Type.Optional(
        Type.Union(
          [Type.Literal('offers'), Type.Literal('points'), Type.Literal('help'), Type.Literal('card')],
          {
            description: 'The page of the app that it leads to',
          },
        ),
      ),
    }),
    { maxItems: 50 },
  ),
});
export const Announcements = closed({ version: Type.Integer(), ...AnnouncementsRequest.properties });

const says = closed({ title: text(120), text: text(400) });
const NoticeText = closed({ ru: says, en: says });
const noticeTexts = {
  welcome: NoticeText,
  'points-earned': NoticeText,
  'points-spent': NoticeText,
  'points-granted': NoticeText,
  'points-withdrawn': NoticeText,
  'points-active': NoticeText,
  'points-expiring': NoticeText,
  'points-expired': NoticeText,
  'receipt-returned': NoticeText,
  'receipt-claimed': NoticeText,
  'level-changed': NoticeText,
  'offer-given': NoticeText,
  'card-issued': NoticeText,
  'card-blocked': NoticeText,
  'card-unblocked': NoticeText,
  'data-changed': NoticeText,
  suspended: NoticeText,
  resumed: NoticeText,
  'sign-in-code-given': NoticeText,
  'profiles-parted': NoticeText,
  'profiles-merged': NoticeText,
};
export const NoticeTextsRequest = closed({
  texts: Type.Partial(Type.Object(noticeTexts), { additionalProperties: false }),
});
export const NoticeTexts = closed({
  version: Type.Integer({ description: '0: nobody has written any' }),
  texts: closed(noticeTexts),
  placeholders: Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'What may stand in braces, by the kind of notice',
  }),
});
