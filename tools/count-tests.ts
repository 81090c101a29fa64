// Prints each failure and then "N passed, N failed" over the JSON reports in a folder; fails where there is none.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What we read of a report of vitest. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly FileResult[];
}
interface FileResult {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly TestResult[];
}
interface TestResult {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[] | null;
}

/** A test that failed; or a file that did although none of its tests did: it, or what they need, could not be set up. */
function failuresOf({ name, status, message, assertionResults }: FileResult): readonly string[] {
  const file = relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}\n${message}`] : [];
  return failed.map((test) => `${file}: ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node tools/count-tests.ts <folder with reports>');
const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
const reports = await Promise.all(
  files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Report),
);
const passed = reports.reduce((total, { numPassedTests }) => total + numPassedTests, 0);
const failures = reports.flatMap(({ testResults }) => testResults.flatMap(failuresOf));

/** Enough to know what went wrong; all of it stands above, where the test ran. */
const SHOWN = 4000;
for (const failure of failures) console.log(`failed: ${failure.slice(0, SHOWN)}\n`);
console.log(`${passed} passed, ${failures.length} failed`);
if (passed === 0) process.exitCode = 1;
