import { useEffect } from 'preact/hooks';

interface OtpCredential {
  readonly code?: string;
}

/** Where the browser offers to read the code out of the SMS by itself (WebOTP), it is taken. */
export function useCodeFromSms(wanted: boolean, take: (digits: string) => void): void {
  useEffect(() => {
    if (!wanted || !('OTPCredential' in globalThis)) return undefined;
    const leaving = new AbortController();
    const options: CredentialRequestOptions & { otp: object } = {
      otp: { transport: ['sms'] },
      signal: leaving.signal,
    };
    void readCode(options).then((code) => code !== undefined && take(code));
    return () => leaving.abort();
  }, [wanted]);
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
