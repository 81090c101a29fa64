import { httpGateway, isPhone, type HttpGateway, type Reply } from './http-gateway.ts';

interface Rung {
  readonly phone: string;
  readonly code: string;
  readonly unique: string;
}

export interface UcallerGateway extends HttpGateway {
  /** Phones that rang: what was asked twice rang once. */
  readonly rung: Rung[];
  /** What uCaller says of the next call instead of making it. */
  refuseWith: number | null;
}

const no = (code: number): Reply => ({ body: JSON.stringify({ status: false, error: 'no', code }) });

/** uCaller: rings with our digits, and knows by `unique` what it was asked before. */
export async function ucallerGateway(account: { serviceId: number; key: string }): Promise<UcallerGateway> {
  const rung: Rung[] = [];
  const state = { refuseWith: null as number | null };
  const gateway = await httpGateway(({ path, headers, body }) => {
    if (headers['authorization'] !== `Bearer ${account.key}.${account.serviceId}`) return no(401);
    if (path !== '/v1.0/initCall') return no(500);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what it is asked is checked below, field by field
    const asked = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    const [phone, code, unique] = [String(asked['phone']), String(asked['code']), String(asked['unique'])];
    if (state.refuseWith !== null) return no(state.refuseWith);
    if (!isPhone(phone)) return no(3);
    if (!/^\d{4}$/.test(code) || unique.length > 64) return no(2);
    const exists = rung.some((call) => call.unique === unique);
    if (!exists) rung.push({ phone, code, unique });
    const answer = {
      status: true,
      ucaller_id: 103_000 + rung.length,
      phone,
      code,
      unique_request_id: unique,
      exists,
    };
    return { body: JSON.stringify(answer) };
  });
  return Object.assign(state, gateway, {
    rung,
  });
}
