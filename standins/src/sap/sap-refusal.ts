import type { Reply } from '../http-gateway.ts';

/** What SAP says no with. */
export class SapRefusal extends Error {
  override name = 'SapRefusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const refusalBody = ({ code, message }: SapRefusal): string =>
  JSON.stringify({
    error: {
      code,
      message: { lang: 'ru', value: message },
      innererror: {
        application: {
          component_id: 'AP-MD-BP',
          service_namespace: '/SAP/',
          service_id: 'STANDIN',
          service_version: '0001',
        },
        transactionid: '4A1B2C3D4E5F60708090A0B0C0D0E0F0',
        errordetails: [{ code, message, propertyref: '', severity: 'error', target: '' }],
      },
    },
  });

export const refusalReply = (refusal: SapRefusal): Reply => ({
  status: refusal.status,
  body: refusalBody(refusal),
});

export const malformed = (message: string): SapRefusal =>
  new SapRefusal(400, '/IWBEP/CM_MGW_RT/004', `Неверный запрос: ${message}`);
export const notFound = (what: string): SapRefusal =>
  new SapRefusal(404, '/IWBEP/CM_MGW_RT/020', `Ресурс ${what} не найден`);
export const notImplemented = (method: string): SapRefusal =>
  new SapRefusal(501, '/IWBEP/CM_MGW_RT/021', `Метод ${method} не реализован в классе поставщика данных`);
export const business = (code: string, message: string): SapRefusal => new SapRefusal(400, code, message);
