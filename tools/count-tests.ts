// Prints "N passed, N failed" over the JSON reports in a folder; fails where there is none.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What we read of a report of vitest. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node tools/count-tests.ts <folder with reports>');
const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
const reports = await Promise.all(
  files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Report),
);
const sum = (count: (report: Report) => number): number =>
  reports.reduce((total, report) => total + count(report), 0);
/** A file that failed although none of its tests did: it, or what they need, could not be set up. */
const broken = ({ testResults }: Report): number =>
  testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  ).length;

const passed = sum(({ numPassedTests }) => numPassedTests);
const wrong = sum((report) => report.numFailedTests + broken(report));
console.log(`${passed} passed, ${wrong} failed`);
if (passed === 0) process.exitCode = 1;
