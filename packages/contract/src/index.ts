export * from './operation.ts';
export * from './operations.ts';
export * from './refusals.ts';
export * from './roles.ts';
export { subscriptionChannels, subscriptionKinds } from './schemas/account.ts';
export { actionIds, actionUnits, type ActionId } from './schemas/actions.ts';
export { largestAmount } from './schemas/common.ts';
export * as examples from './examples.ts';
export type { StreamedFile } from './schemas/calls.ts';
