/** How PostgreSQL writes down a statement that it has parsed: nodes with fields, lists, and words. */
export type Tree = Node | readonly Tree[] | string;
export interface Node {
  readonly type: string;
  /** What stands after `:name`; most have one thing, a constant has its bytes. */
  readonly fields: ReadonlyMap<string, readonly Tree[]>;
}

/** Reads a `pg_node_tree`. */
export function treeOf(text: string): Tree {
  const tokens = text.match(/[(){}]|(?:\\.|[^\s(){}\\])+/g) ?? [];
  let at = 0;
  function tree(): Tree {
    const token = tokens[at++] ?? '';
    if (token === '{') return node();
    return token === '(' ? [...until(')')] : token;
  }
  function* until(end: string): Generator<Tree> {
    while (at < tokens.length && tokens[at] !== end) yield tree();
    at += 1;
  }
  function node(): Node {
    const type = tokens[at++] ?? '';
    const fields = new Map<string, Tree[]>();
    let field: Tree[] = [];
    for (const part of until('}')) {
      if (typeof part === 'string' && part.startsWith(':')) fields.set(part.slice(1), (field = []));
      else field.push(part);
    }
    return { type, fields };
  }
  return tree();
}

const isNode = (tree: Tree): tree is Node => typeof tree === 'object' && !Array.isArray(tree);

export const partsOf = (tree: Tree): readonly Tree[] =>
  typeof tree === 'string' ? [] : isNode(tree) ? [...tree.fields.values()].flat() : tree;

/** Every node in it, itself first; what is within one of `except` is left out. */
export function* nodesIn(tree: Tree, except: ReadonlySet<string> = new Set()): Generator<Node> {
  if (isNode(tree)) {
    if (except.has(tree.type)) return;
    yield tree;
  }
  for (const part of partsOf(tree)) yield* nodesIn(part, except);
}

/** A field with one word: a number, mostly. */
export function wordOf(node: Node, name: string): string {
  const [word] = node.fields.get(name) ?? [];
  return typeof word === 'string' ? word : '';
}

export const fieldOf = (node: Node, name: string): Tree => node.fields.get(name) ?? [];
