import { useAsked, type Asked } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered, type Answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';

const askStaff = (signal: AbortSignal) => answered(api.GET('/v1/staff/me', { signal }));

/** Who has signed in, and what they may do. */
export type Staff = Answered<typeof askStaff>;
export type Scope = Staff['scopes'][number];
/** Of the desk's pages those that they may open; the server names them. */
export type DeskPage = Staff['pages'][number];

export const useStaff = (): Asked<Staff> => useAsked(keys.staff, askStaff);

/** Whether the desk shows what this scope opens. The server decides. */
export function useMay(): (scope: Scope) => boolean {
  const staff = useStaff();
  return (scope) => staff.state === 'here' && staff.value.scopes.includes(scope);
}
