import { deviceName } from '../sessions/device-name.ts';

/** What a passkey is called: the system and browser that it was made on, as far as they said. */
export const madeOn = (userAgent: string): string => {
  const { browser, system } = deviceName(userAgent);
  return [system, browser].filter((part) => part !== null).join(', ');
};
