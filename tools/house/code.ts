import { parseSync, Visitor, type MemberExpression } from 'oxc-parser';
import type { TextFile } from './tree.ts';

/** What the rules ask about a file of code, read by a parser, so that text and comments are never taken for code. */
export interface Code extends TextFile {
  readonly imports: readonly Import[];
  readonly comments: readonly string[];
  readonly readsEnvironment: boolean;
}

export interface Import {
  readonly from: string;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

export const isCode = ({ path }: TextFile): boolean => /\.(ts|tsx|js|mjs)$/.test(path);

export function readCode(file: TextFile): Code {
  const { module, program, comments, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path} cannot be parsed: ${errors[0]?.message}`);
  const imports: Import[] = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      from: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ from: moduleRequest.value, typeOnly: isType }] : [],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^(['"`])([^'"`$]+)\1$/.exec(file.text.slice(start, end))?.[2];
      return literal === undefined ? [] : [{ from: literal, typeOnly: false }];
    }),
  ];
  let readsEnvironment = imports.some(({ from }) => from === 'node:process');
  const look = (node: MemberExpression): void => {
    const { object, property } = node;
    const name =
      property.type === 'Identifier' ? property.name : file.text.slice(property.start, property.end);
    if (object.type === 'Identifier' && object.name === 'process' && /^['"`]?env['"`]?$/.test(name))
      readsEnvironment = true;
  };
  new Visitor({ MemberExpression: look }).visit(program);
  return { ...file, imports, comments: comments.map(({ value }) => value), readsEnvironment };
}
