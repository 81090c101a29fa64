import type { Plugin } from 'vite';

/** React Aria says its few own words in thirty languages, a module each; the desk speaks two of them. */
export const onlyOurLanguages: Plugin = {
  name: 'only-our-languages',
  enforce: 'pre',
  load(id) {
    const language =
      /\/(?:react-aria|react-stately|react-aria-components)\/.*\/([a-z]{2})-[A-Z]{2}\.m?js$/.exec(id)?.[1];
    return language !== undefined && language !== 'ru' && language !== 'en' ? 'export default {};' : null;
  },
};
