import { Type } from 'typebox';
import { closed } from './common.ts';
import { Channel } from './member.ts';

const Rung = closed({
  channel: Channel,
  waitSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
});
const cascade = Type.Optional(Type.Array(Rung, { minItems: 1, maxItems: 4 }));
export const Cascades = closed({
  join: cascade,
  spend: cascade,
  'sign-in': cascade,
  'change-phone': cascade,
  'change-email': cascade,
  prove: cascade,
  erase: cascade,
  agree: cascade,
  recover: cascade,
  message: cascade,
});
