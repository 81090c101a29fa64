import type { OperationContract } from './operation.ts';

/** What opens the reference page. */
export const description = `Bonum is a loyalty platform a chain runs itself. Tills, apps and partners speak to it here.

**Keys.** Send \`Authorization: Bearer <key>\`. A key has scopes, and may belong to one store or till; each operation names
the scope it needs.

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
  { name: 'programme', description: "The chain's rules: one document, checked and versioned." },
  { name: 'catalogue', description: 'Goods, stores, tills and promo codes.' },
  { name: 'keys', description: 'Who may call what.' },
];
