import { useState } from 'react';
import { currentCall } from '../../calls/current-call.ts';
import { setCallMember } from '../../calls/set-call-member.ts';
import { useMyCalls } from '../../calls/use-my-calls.ts';
import { useMay } from '../../staff/use-staff.ts';

export interface Caller {
  /** Who calls while the form is filled in, and is nobody yet; null: there is no such call. */
  readonly call: { readonly callId: string; readonly clientPhone: string | null } | null;
  /** Whether it is them who is signed up. */
  readonly isThem: boolean;
  readonly setThem: (isThem: boolean) => void;
  /** Puts the call down to the new member; true: it is, or there is none. */
  readonly tie: (memberId: string) => Promise<boolean>;
}

export function useCaller(): Caller {
  const may = useMay();
  const my = useMyCalls(may('calls:take'));
  const [isThem, setThem] = useState(true);
  const current = my.state === 'here' ? currentCall(my.value.calls) : undefined;
  const call = current?.memberId === null ? current : null;
  return {
    call,
    isThem,
    setThem,
    tie: async (memberId) => {
      if (call === null || !isThem) return true;
      return setCallMember(call.callId, memberId);
    },
  };
}
