import type { OperationContract } from './operation.ts';

/** What opens the reference page. */
export const description = `Bonum is a loyalty platform a chain runs itself. Tills, apps and partners speak to it here.

**Keys.** Send \`Authorization: Bearer <key>\`. A key has scopes, and may belong to one store or till; each operation names
the scope it needs.

**Staff.** An operator who has signed in calls the same operations by a session cookie, from the site's own pages only. Their
roles are sets of the same scopes. What they change, and whose data they look at, stands in the audit log.

**Members.** What stands under \`/me\` is for a member's own browser: a session in a cookie, requests from the site's own pages
only. It speaks of that member and of nobody else.

**Numbers.** Money is in minor units (kopecks, cents), quantities in thousandths (1 piece is 1000), rates in hundredths of a
percent. All are whole numbers; points are whole too.

**Asking again.** Whoever got no answer asks again with the same ids: the same content gives the same answer and is done once,
other content is refused. A receipt is known by its till's own key: store, till, shift, number.

**No.** A refusal is a problem document (RFC 9457) with a stable \`code\`, a \`detail\` that says what to do, and \`path\`, a JSON
pointer to the first wrong field. Fields that are not known are refused by name.

**Moments** are RFC 3339 with an offset; ids are UUIDs, version 7 where you make them.`;

export const tags: readonly { readonly name: OperationContract['tag']; readonly description: string }[] = [
  {
    name: 'till',
    description:
      'A receipt from the first scanned line to its last return: quote, hold, commit, cancel, return.',
  },
  { name: 'members', description: 'People in the programme, their points, offers and merges.' },
  { name: 'cards', description: 'What identifies a member at the till.' },
  {
    name: 'actions',
    description:
      'What staff do with a member: within limits, with the member’s word where the chain wants it, above the limits with a second person.',
  },
  { name: 'programme', description: "The chain's rules: one document, checked and versioned." },
  { name: 'catalogue', description: 'Goods, stores, tills and promo codes.' },
  {
    name: 'content',
    description: "How the chain looks and what it tells its members, in the chain's own words.",
  },
  { name: 'abuse', description: 'What the rules against abuse found, and what became of it.' },
  { name: 'keys', description: 'Who may call what.' },
  { name: 'webhooks', description: 'What happens, told to other systems as it happens.' },
  {
    name: 'record',
    description: 'Where the chain’s 1C, SAP or Saby keeps members and points: what is to happen there.',
  },
  { name: 'staff', description: 'Operators: how they sign in, who they are and what they may do.' },
  { name: 'audit', description: 'Who saw and changed what.' },
  {
    name: 'calls',
    description: 'Telephone calls: what exchanges tell of them, who took them, and their recordings.',
  },
  { name: 'sign-in', description: 'How a member comes in: seven ways, one after another.' },
  { name: 'me', description: "What the members' app does for the member who has signed in." },
];
