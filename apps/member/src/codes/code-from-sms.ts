import { useEffect } from 'preact/hooks';

interface OtpCredential {
  readonly code?: string;
}

/**
 * Where the browser offers to read the code out of the SMS by itself (WebOTP), it is taken.
 * @param code which one is waited for: another is read anew; null: none comes by SMS
 */
export function useCodeFromSms(code: string | null, take: (digits: string) => void): void {
  useEffect(() => {
    if (code === null || !('OTPCredential' in globalThis)) return undefined;
    const leaving = new AbortController();
    const options: CredentialRequestOptions & { otp: object } = {
      otp: { transport: ['sms'] },
      signal: leaving.signal,
    };
    void readCode(options).then((digits) => digits !== undefined && take(digits));
    return () => leaving.abort();
  }, [code]);
}

async function readCode(options: CredentialRequestOptions): Promise<string | undefined> {
  try {
    const { code }: OtpCredential = Object(await navigator.credentials.get(options));
    return code;
  } catch {
    // Not allowed, or no SMS came: it is typed.
    return undefined;
  }
}
