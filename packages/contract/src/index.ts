export * from './operation.ts';
export * from './operations.ts';
export * from './refusals.ts';
export { largestAmount } from './schemas/common.ts';
export * as examples from './examples.ts';
