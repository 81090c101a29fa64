import type { Answer } from '@bonum/contract';
import type { Programme } from '@bonum/engine';

/** The kinds of points as a member's page calls them. */
export const shownKinds = ({ kinds }: Programme, language: 'ru' | 'en'): Answer<'list-history'>['kinds'] =>
  kinds.map(({ id, name, spending }) => ({ id, name: name[language], pays: spending !== undefined }));
