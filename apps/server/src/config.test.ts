import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  ConfigError,
  type Environment,
  productionSecret,
  readConfig,
  readTestDatabaseUrl,
} from './config.ts';

const SECRET = 'x'.repeat(32);

test('has a default for everything but the secret', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    port: 3000,
    publicUrl: 'http://localhost:3000',
    poolSize: 10,
    logLevel: 'info',
  });
  expect(config.dataFolder).toMatch(/\.bonum$/);
  expect(config.databaseUrl).toBeUndefined();
  expect(config.tokenSecret).toBeUndefined();
  expect(Object.isFrozen(config)).toBe(true);
});

test('takes what is given', () => {
  const config = readConfig({
    PORT: '8080',
    HOST: '0.0.0.0',
    BONUM_PUBLIC_URL: 'https://bonus.example.com/',
    BONUM_DATA: '/srv/bonum',
    DATABASE_URL: 'postgresql://a:b@db/bonum',
    BONUM_DATABASE_CONNECTIONS: '40',
    BONUM_SECRET: SECRET,
    BONUM_LOG: 'debug',
    BONUM_STATEMENT_TIMEOUT_MS: '3000',
    BONUM_REQUESTS_IN_FLIGHT: '30',
    BONUM_REQUESTS_WAITING: '0',
    BONUM_CONNECTIONS: '500',
    BONUM_STOP_GRACE_MS: '0',
    BONUM_STOP_DEADLINE_MS: '20000',
    BONUM_METRICS_PORT: '9464',
    BONUM_METRICS_HOST: '10.0.0.7',
    BONUM_TRUSTED_PROXIES: '10.0.0.5, fd00::/8',
    BONUM_WEBHOOK_HOSTS: 'CRM.chain.lan, fd00::7',
  });
  expect(config).toEqual({
    port: 8080,
    host: '0.0.0.0',
    publicUrl: 'https://bonus.example.com',
    dataFolder: '/srv/bonum',
    databaseUrl: 'postgresql://a:b@db/bonum',
    poolSize: 40,
    tokenSecret: SECRET,
    logLevel: 'debug',
    statementTimeoutMs: 3000,
    requestsInFlight: 30,
    requestsWaiting: 0,
    connections: 500,
    trustedProxies: ['10.0.0.5', 'fd00::/8'],
    webhookHosts: new Set(['crm.chain.lan', 'fd00::7']),
    stopGraceMs: 0,
    stopDeadlineMs: 20_000,
    metricsPort: 9464,
    metricsHost: '10.0.0.7',
    demoMembers: 300,
  });
});

test('a relative data folder is where the command was given', () => {
  expect(readConfig({ BONUM_DATA: 'data' }).dataFolder).toBe(resolve('data'));
  expect(readConfig({ BONUM_DATA: '../elsewhere/' }).dataFolder).toBe(resolve('../elsewhere'));
});

test('an empty variable is one that is not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}));
});

test.each<[Environment, string]>([
  [{ PORT: 'http' }, 'PORT is "http". Set it to a whole number from 0 to 65535.'],
  [{ BONUM_WEBHOOK_HOSTS: 'http://crm' }, 'BONUM_WEBHOOK_HOSTS holds "http://crm".'],
  [{ PORT: '70000' }, 'PORT is "70000".'],
  [{ BONUM_DATABASE_CONNECTIONS: '0' }, 'from 1 to 1000'],
  [{ BONUM_DEMO_MEMBERS: '0' }, 'from 1 to 5000'],
  [{ BONUM_PUBLIC_URL: 'bonus.example.com' }, 'BONUM_PUBLIC_URL is "bonus.example.com".'],
  [{ BONUM_TRUSTED_PROXIES: '10.0.0.5, proxy' }, 'BONUM_TRUSTED_PROXIES holds "proxy".'],
  [{ BONUM_TRUSTED_PROXIES: '10.0.0.0/64' }, 'addresses or networks'],
  [{ BONUM_LOG: 'loud' }, 'Set it to one of fatal, error'],
  [{ BONUM_SECRET: 'short' }, 'BONUM_SECRET has 5 characters'],
])('refuses %o', (env, message) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(message);
});

test('a wrong address of the database is refused without showing its password', () => {
  const env = { DATABASE_URL: 'mysql://a:hunter2@db/bonum', BONUM_TEST_DATABASE_URL: 'hunter2' };
  expect(() => readConfig(env)).toThrow(
    /^DATABASE_URL is not a PostgreSQL address\. Write it as (?!.*hunter2)/,
  );
  expect(() => readTestDatabaseUrl(env)).toThrow(/^BONUM_TEST_DATABASE_URL is not (?!.*hunter2)/);
});

test('production has no secret but its own', () => {
  expect(productionSecret(readConfig({ BONUM_SECRET: SECRET }))).toBe(SECRET);
  expect(() => productionSecret(readConfig({}))).toThrow('BONUM_SECRET is not set. Set it');
  expect(() => productionSecret(readConfig({ BONUM_SECRET: `demo-${SECRET}` }))).toThrow("is the demo's");
});
