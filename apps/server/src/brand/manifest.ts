import type { Language } from '@bonum/engine';
import type { Brand } from './brand.ts';

export const iconSizes = [180, 192, 512] as const;

/** What a phone asks before it puts the app on its home screen. */
export const manifest = ({ name, shortName }: Brand, language: Language): object => ({
  id: '/app/',
  name: name[language],
  short_name: shortName,
  lang: language,
  start_url: '/app/',
  scope: '/app/',
  display: 'standalone',
  orientation: 'portrait',
  background_color: '#EFF1F2',
  theme_color: '#EFF1F2',
  icons: [192, 512].flatMap((size) =>
    ['any', 'maskable'].map((purpose) => ({
      src: `/app/icon-${size}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    })),
  ),
});
