import type { Config } from '../../config.ts';
import { Company } from './company.ts';
import { readCompanySettings } from './settings.ts';

/** The chain's identity provider; null: it has none. It is asked for nothing before somebody signs in by it. */
export async function openCompany(
  config: Pick<Config, 'staffOidcFile' | 'publicUrl'>,
): Promise<Company | null> {
  const settings = await readCompanySettings(config);
  return settings && new Company(settings, config.publicUrl);
}
