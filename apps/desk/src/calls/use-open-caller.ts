import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { opensFirst } from './opened-calls.ts';
import type { MyCall } from './use-my-calls.ts';

/**
 * Opens whoever calls, once for each call: the one member's page; where the phone says nothing, the search. Where it leads to
 * several, the bar asks which.
 */
export function useOpenCaller(call: MyCall | undefined): void {
  const navigate = useNavigate();
  const { callId, found, memberId } = call ?? {};
  useEffect(() => {
    if (callId === undefined || !opensFirst(callId)) return;
    if (found === 'one' && memberId) void navigate({ to: '/members/$memberId', params: { memberId } });
    if (found === 'withheld') focusSearch();
  }, [callId, found, memberId, navigate]);
}

export function focusSearch(): void {
  document.querySelector<HTMLInputElement>('.search-box input')?.focus();
}
