import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../staff/use-staff.ts';
import { begin, type Begun } from './begun.ts';

/** Leads to where somebody is signed up, with what is known of them; null: whoever sits here does not sign up. */
export function useRegister(): ((begun: Begun) => void) | null {
  const may = useMay();
  const navigate = useNavigate();
  if (!may('members:join')) return null;
  return (begun) => {
    begin(begun);
    void navigate({ to: '/register' });
  };
}
