import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { guardHeaders } from './problem.ts';

const document = fileURLToPath(import.meta.resolve('@bonum/contract/openapi.json'));

/** In our colours, with our font; everything that would call home is off, and the policy below would stop it. */
const look = `
:root{--scalar-font:"Golos Text Variable",system-ui,sans-serif;--scalar-radius:8px}
.light-mode{--scalar-color-1:#14181b;--scalar-color-2:#4a535a;--scalar-color-3:#626c74;--scalar-color-accent:#00475b;--scalar-background-1:#fff;--scalar-background-2:#f6f7f8;--scalar-background-3:#eff1f2;--scalar-border-color:#dce0e3;--scalar-button-1:#00475b;--scalar-button-1-color:#fff}
.dark-mode{--scalar-color-1:#f3f5f6;--scalar-color-2:#b4bdc3;--scalar-color-3:#939da4;--scalar-color-accent:#8fc4d6;--scalar-background-1:#0c0f11;--scalar-background-2:#171b1e;--scalar-background-3:#1f2427;--scalar-border-color:#2b3135}
@font-face{font-family:"Golos Text Variable";font-weight:400 900;src:url("/assets/golos-latin.woff2") format("woff2")}
`;

/**
 * The reference page and the document it shows. The page takes twenty megabytes of memory, and a server whose API nobody
 * reads never loads it: whoever comes first has it loaded.
 */
export function addReference(app: FastifyInstance): void {
  app.get('/docs/openapi.json', async (_request, reply) =>
    reply
      .headers({ ...guardHeaders, 'content-type': 'application/json; charset=utf-8' })
      .send(await readFile(document)),
  );
  let reader: Promise<FastifyInstance> | undefined;
  const show = async ({ url }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const page = await (await (reader ??= makeReader())).inject(url);
    reply.status(page.statusCode).headers(guardHeaders);
    for (const name of ['content-type', 'location'] as const) {
      const value = page.headers[name];
      if (value !== undefined) reply.header(name, value);
    }
    if (String(page.headers['content-type']).startsWith('text/html'))
      reply.header('content-security-policy', policyFor(page.payload));
    return reply.send(page.payload);
  };
  app.get('/docs', show);
  app.get('/docs/', show);
  app.get('/docs/js/scalar.js', show);
  app.addHook('onClose', async () => (await reader)?.close());
}

async function makeReader(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const reader = fastify();
  await reader.register(scalar, { routePrefix: '/docs', configuration });
  return reader;
}

const configuration = {
  url: '/docs/openapi.json',
  pageTitle: 'Bonum API',
  customCss: look,
  theme: 'none',
  withDefaultFonts: false,
  favicon: '/assets/mark.svg',
  authentication: { preferredSecurityScheme: 'key' },
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  documentDownloadType: 'json',
  agent: { disabled: true },
  mcp: { disabled: true },
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
} as const;

/** The page's own inline scripts are known by their hash; styles are made while it runs and cannot be. */
function policyFor(page: string): string {
  const scripts = [...page.matchAll(/<script[^>]*>([^]*?)<\/script>/g)]
    .map(([, text = '']) => text)
    .filter((text) => text.trim() !== '')
    .map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
