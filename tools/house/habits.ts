import type { Code } from './code.ts';
import { isGenerated, type TextFile } from './tree.ts';

/** Drawers: what lies in them has no name of its own yet. */
const drawers = /(^|\/)(utils?|helpers?|common|lib|misc|shared)\//;

export const filesInDrawers = (files: readonly TextFile[]): string[] =>
  files
    .filter(({ path }) => drawers.test(path))
    .map(({ path }) => `${path}: put it into a folder that says what it is about.`);

/** Tests, style sheets and pages of reference are searched more than read from top to bottom. */
const longest = (path: string): number => (/\.test\.tsx?$|\.css$|\.md$/.test(path) ? 600 : 400);

export const longFiles = (files: readonly TextFile[]): string[] =>
  files
    .filter(({ path }) => /\.(tsx?|m?js|css|sql|md)$/.test(path) && !isGenerated(path))
    .flatMap(({ path, text }) => {
      const lines = text.trimEnd().split('\n').length;
      const most = longest(path);
      return lines > most ? [`${path} has ${lines} lines, more than ${most}. Split it by subject.`] : [];
    });

/** Every exception says why: to a lint rule, to the types, to doing it now. */
export function bareExceptions(code: readonly Code[]): string[] {
  return code.flatMap(({ path, comments }) =>
    comments.flatMap((comment) => {
      const wrong = bareException(comment.trim());
      return wrong === null ? [] : [`${path}: "${comment.trim()}": ${wrong}`];
    }),
  );
}

function bareException(comment: string): string | null {
  if (/^(oxlint|eslint)-disable/.test(comment) && !/ -- \S.{9,}/s.test(comment))
    return 'say why: end it with " -- " and the reason.';
  if (/^@ts-(ignore|nocheck)/.test(comment)) return 'write @ts-expect-error and the reason.';
  if (comment.startsWith('@ts-expect-error') && !/^@ts-expect-error\W+\S.{9,}/s.test(comment))
    return 'say why after it.';
  if (
    /\b(TODO|FIXME|XXX)\b/.test(comment) &&
    !/\b(TODO|FIXME|XXX)\b.*\b(until|because|when)\b/s.test(comment)
  )
    return 'say what it waits for: "TODO until …" or "TODO because …"; or do it.';
  return null;
}

/** Who may read the environment, and why. */
const readersOfEnvironment: ReadonlyMap<string, string> = new Map([
  ['apps/server/src/config.ts', 'it is the one place where the environment becomes a Config'],
  ['apps/server/bin/bonum.js', 'it begins the server anew and hands on all of the environment, unread'],
  ['tools/till/chromium.ts', 'a package unpacks a whole browser only where it finds these variables'],
]);

export const strayEnvironment = (code: readonly Code[]): string[] =>
  code
    .filter(({ path, readsEnvironment }) => readsEnvironment && !readersOfEnvironment.has(path))
    .map(({ path }) => `${path} reads process.env. Take a Config from apps/server/src/config.ts instead.`);

/** What makes sense on one machine, or to a few people, only. */
const privateWords = [/(^|[\s'"`(=])\/(work|root)\//m, /\bissue #\d/i];

export const privateMatters = (files: readonly TextFile[]): string[] =>
  files.flatMap(({ path, text }) =>
    privateWords.flatMap((word) => {
      const found = word.exec(text);
      if (!found) return [];
      const line = text.slice(0, found.index + 1).split('\n').length;
      return [`${path}:${line} says "${found[0].trim()}", which means nothing elsewhere. Say it without.`];
    }),
  );

/** Nothing moves when a picture comes in: its place is as large as it will be. */
export const picturesWithoutSize = (files: readonly TextFile[]): string[] =>
  files
    .filter(({ path }) => /^(apps|packages)\/.*(?<!\.test)\.tsx?$/.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/<img\s(?:[^>]|=>)*\/?>/g)]
        .filter(([tag]) => !(/\swidth=/.test(tag) && /\sheight=/.test(tag)))
        .map(([tag]) => `${path}: ${tag}: give it its width and height.`),
    );
