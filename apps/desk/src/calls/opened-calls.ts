const KEY = 'bonum-desk-calls';
const MOST = 20;

/** Whether this call has opened a page in this tab before: a page that is loaded anew leaves the operator where they are. */
export function opensFirst(callId: string): boolean {
  const opened = (sessionStorage.getItem(KEY) ?? '').split(' ').filter((id) => id !== '');
  if (opened.includes(callId)) return false;
  sessionStorage.setItem(KEY, [...opened, callId].slice(-MOST).join(' '));
  return true;
}
