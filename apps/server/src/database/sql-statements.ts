/** A piece of SQL in which a semicolon ends nothing. */
const quiet =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_][A-Za-z_0-9]*)?\$[\s\S]*?\$\1\$/y;

export interface Statement {
  readonly sql: string;
  /** Where it begins in the file. */
  readonly at: number;
}

/**
 * The statements of a file, one by one: Citus sends a change of a distributed table to its machines as the text it came in,
 * and they take one statement a text. Of escapes only the standard's are known, which is all that our files use.
 */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = [];
  let begin = 0;
  const end = (at: number): void => {
    const text = sql.slice(begin, at);
    if (!isBlank(text)) statements.push({ sql: text, at: begin });
    begin = at + 1;
  };
  for (let at = 0; at < sql.length; at++) {
    quiet.lastIndex = at;
    const passed = quiet.exec(sql);
    if (passed) at += passed[0].length - 1;
    else if (sql[at] === ';') end(at);
  }
  end(sql.length);
  return statements;
}

const isBlank = (text: string): boolean => text.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() === '';
