/**
 * Under which names answers are known. What hangs on a member begins with the member's key: a change of theirs
 * makes all of it old at once.
 */
export const keys = {
  staff: ['staff'],
  myCalls: ['my-calls'],
  calls: ['calls'],
  allStores: ['stores'],
  stores: (how: 'list' | 'few', text: string) => ['stores', how, text],
  products: (text: string) => ['products', text],
  allKeys: ['keys'],
  keys: (revoked: boolean) => ['keys', revoked],
  feeds: ['feeds'],
  feedProblems: (runId: string) => ['feed-problems', runId],
  feedDraft: (feedId: string) => ['feed-draft', feedId],
  exchanges: ['exchanges'],
  exchangeProblems: (exchangeId: string, file: string) => ['exchange-problems', exchangeId, file],
  allWebhooks: ['webhooks'],
  deliveries: (webhookId: string, failedOnly: boolean) => ['webhooks', webhookId, failedOnly],
  record: ['record'],
  allRecordCommands: ['record-commands'],
  recordCommands: (show: string) => ['record-commands', show],
  receipts: (filter: object) => ['receipts', filter],
  callsOf: (memberId: string) => ['calls', memberId],
  callSettings: ['call-settings'],
  staffWays: ['staff-ways'],
  invitation: (invitation: string) => ['invitation', invitation],
  brand: ['brand'],
  programme: ['programme'],
  found: (text: string) => ['found', text],
  member: (memberId: string) => ['member', memberId],
  ofMember: (memberId: string, ...what: readonly unknown[]) => ['member', memberId, ...what],
} as const;
