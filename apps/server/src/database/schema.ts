/** The tables as Kysely sees them. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first migration
export interface Database {}
