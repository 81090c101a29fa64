import openapiTS, { astToString } from 'openapi-typescript';

const banner = `/**
 * Generated from packages/contract/openapi.json by "npm run generate". Do not edit.
 */
`;

/** The types of the client, from the document that strangers read too. */
export async function clientTypes(document: object): Promise<string> {
  // openapi-typescript resolves references in place; the caller's document stays as it was.
  const nodes = await openapiTS(JSON.stringify(document), { alphabetize: false });
  return banner + astToString(nodes);
}
