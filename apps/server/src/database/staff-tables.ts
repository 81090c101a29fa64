import type { JSONColumnType } from 'kysely';
import type { MaybeMoment, Moment } from './schema.ts';

/** The tables of staff, and of what they did. */
export interface StaffTables {
  approval: {
    owner_id: string;
    approval_id: string;
    action: string;
    input: JSONColumnType<object>;
    digest: Buffer;
    reason: string;
    amount: number;
    because: 'above-each' | 'above-day' | 'always' | 'unconfirmed';
    confirmed: boolean;
    asked_by: string;
    asked_name: string;
    asked_at: Moment;
    expires_at: Moment;
    state: 'pending' | 'approved' | 'declined' | 'withdrawn';
    decided_by: string | null;
    decided_name: string | null;
    decided_at: MaybeMoment;
    said: string | null;
  };
  staff_use: { operator_id: string; day: string; action: string; used: number };
  operator: {
    operator_id: string;
    login: string;
    name: string;
    roles: string[];
    language: 'ru' | 'en';
    state: 'invited' | 'active' | 'blocked';
    source: 'local' | 'oidc';
    subject: string | null;
    password_hash: string | null;
    totp_secret: Buffer | null;
    totp_step: number;
    recovery: Buffer[];
    invitation_hash: Buffer | null;
    invitation_until: MaybeMoment;
    demo: boolean;
    version: number;
    created_at: Moment;
  };
  staff_session: {
    operator_id: string;
    session_id: string;
    secret_hash: Buffer;
    way: 'password' | 'passkey' | 'company';
    user_agent: string;
    address: string;
    created_at: Moment;
    seen_at: Moment;
    expires_at: Moment;
    ended_at: MaybeMoment;
    company_sid: string | null;
    company_token: Buffer | null;
  };
  staff_passkey: {
    operator_id: string;
    passkey_id: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    name: string;
    created_at: Moment;
    used_at: MaybeMoment;
  };
  company_logout: { token: Buffer; at: Moment };
  staff_try: { whose: Buffer; since: Moment; tries: number };
  audit_entry: {
    owner_id: string;
    number: number;
    at: Moment;
    kind: 'view' | 'change' | 'sign-in';
    operation: string;
    actor: 'operator' | 'key' | 'terminal';
    actor_id: string | null;
    session_id: string | null;
    address: string | null;
    detail: string;
    hash: Buffer;
  };
  audit_head: { owner_id: string; entries: number; hash: Buffer };
}
