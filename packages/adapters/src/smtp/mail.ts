import type { SendMailOptions } from 'nodemailer';
import type { ChannelMessage } from '../ports.ts';

/** An e-mail of a message: the same in text and in HTML, and for anything but a code a way out. */
export function mailOf(message: ChannelMessage, from: string): SendMailOptions {
  const { messageId, address, title, text, url, unsubscribeUrl } = message;
  const domain = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    from,
    // Not a list that a strange address could open.
    to: { name: '', address },
    subject: title ?? text.slice(0, 60),
    messageId: `<${messageId}@${domain}>`,
    text: [
      text,
      ...(url === null ? [] : [url]),
      ...(unsubscribeUrl === null ? [] : [`—\n${unsubscribeUrl}`]),
    ].join('\n\n'),
    html: htmlOf(message),
    ...(unsubscribeUrl !== null && {
      headers: {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function htmlOf({ title, text, url, unsubscribeUrl, code }: ChannelMessage): string {
  const parts = [
    title === null ? '' : `<h1 style="font-size:20px;margin:0 0 12px">${escape(title)}</h1>`,
    code === null
      ? ''
      : `<p style="font-size:32px;letter-spacing:4px;font-weight:600;margin:0 0 12px">${escape(code)}</p>`,
    `<p style="font-size:16px;line-height:1.5;margin:0 0 16px;white-space:pre-line">${escape(text)}</p>`,
    url === null ? '' : `<p><a href="${escape(url)}">${escape(url)}</a></p>`,
    unsubscribeUrl === null
      ? ''
      : `<p style="font-size:13px;color:#666"><a href="${escape(unsubscribeUrl)}">${escape(unsubscribeUrl)}</a></p>`,
  ];
  return `<!doctype html><html><body style="font-family:system-ui,sans-serif;max-width:480px;margin:24px auto;padding:0 16px">${parts.join('')}</body></html>`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);
