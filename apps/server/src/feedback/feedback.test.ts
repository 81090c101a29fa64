import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, minutes } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { line } from '../testing/till.ts';
import { pictures } from '../testing/pictures.ts';
import { whyNoPhoto } from './photo.ts';

describe('S3 feedback on a purchase', () => {
  test(
    'is given once for each sale, can be put otherwise for a day, and is read by staff',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const caller = await memberCaller(chain.shell, memberId);
      const { answer, request } = await till.buy(memberId, [line('SHOES', 1000)]);
      const { receiptId } = answer;
      const photo = { receiptId, file: pictures.jpeg };
      expect(await chain.refusal('put-feedback-photo', photo, caller)).toBe('no-feedback');
      await chain.must('give-feedback', { receiptId, stars: 2, text: 'Долго ждали' }, caller);
      expect(await chain.must('put-feedback-photo', photo, caller)).toMatchObject({ stars: 2, photo: true });
      chain.now += minutes(60);
      const changed = await chain.must('give-feedback', { receiptId, stars: 4 }, caller);
      expect(changed).toMatchObject({
        stars: 4,
        text: null,
        photo: true,
        changeableUntil: '2026-11-23T09:00:00.000Z',
      });
      expect(await chain.must('get-my-receipt', { receiptId }, caller)).toMatchObject({
        feedback: changed,
        mayGiveFeedback: true,
      });
      const back = await till.giveBack({ request });
      expect(await chain.refusal('give-feedback', { receiptId: back.receiptId, stars: 1 }, caller)).toBe(
        'not-a-sale',
      );
      chain.now += days(1);
      expect(await chain.refusal('give-feedback', { receiptId, stars: 5 }, caller)).toBe('feedback-closed');
      expect(await chain.refusal('put-feedback-photo', photo, caller)).toBe('feedback-closed');
      const { feedback } = await chain.must('list-feedback', {});
      expect(feedback).toMatchObject([
        {
          memberId,
          receiptId,
          storeId: 'S-1',
          storeName: expect.any(String),
          stars: 4,
          text: null,
          photo: true,
        },
      ]);
      const sent = await chain.must('get-feedback-photo', { memberId, receiptId });
      expect(Buffer.compare(sent.bytes, pictures.jpeg.bytes)).toBe(0);
      const events = await chain.shell.db
        .selectFrom('event')
        .select('payload')
        .where('type', '=', 'feedback-given')
        .orderBy('at')
        .execute();
      expect(events.map(({ payload }) => payload)).toEqual([
        { receiptId, stars: 2, again: false },
        { receiptId, stars: 4, again: true },
      ]);
    }),
  );

  test(
    'a photo is taken back, and words stay with the receipt when its member is merged',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const [memberId, stays] = [await till.join(), await till.join()];
      const caller = await memberCaller(chain.shell, memberId);
      const { receiptId } = (await till.buy(memberId, [line('SHOES', 1000)])).answer;
      await chain.must('give-feedback', { receiptId, stars: 5, text: 'Спасибо!' }, caller);
      await chain.must('put-feedback-photo', { receiptId, file: pictures.webp }, caller);
      const taken = { receiptId, stars: 5, text: 'Спасибо!', withoutPhoto: true as const };
      expect(await chain.must('give-feedback', taken, caller)).toMatchObject({ photo: false });
      expect(await chain.refusal('get-my-feedback-photo', { receiptId }, caller)).toBe('no-feedback');
      await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: memberId });
      const now = await memberCaller(chain.shell, stays);
      expect((await chain.must('get-my-receipt', { receiptId }, now)).feedback).toMatchObject({
        text: 'Спасибо!',
      });
      await chain.must('put-feedback-photo', { receiptId, file: pictures.png }, now);
      expect(await chain.must('get-my-feedback-photo', { receiptId }, now)).toMatchObject({
        type: 'image/png',
      });
    }),
  );

  test(
    'is listed newest first, page by page, of one store and of few stars',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      for (const stars of [5, 1, 3]) {
        const memberId = await till.join();
        const { receiptId } = (await till.buy(memberId, [line('SHOES', 1000)])).answer;
        await chain.must('give-feedback', { receiptId, stars }, await memberCaller(chain.shell, memberId));
        chain.now += minutes(1);
      }
      const first = await chain.must('list-feedback', { limit: 2 });
      expect(first.feedback.map(({ stars }) => stars)).toEqual([3, 1]);
      const second = await chain.must('list-feedback', { limit: 2, before: first.next ?? '' });
      expect(second).toMatchObject({ feedback: [{ stars: 5 }], next: null });
      expect((await chain.must('list-feedback', { mostStars: 1 })).feedback).toHaveLength(1);
      expect((await chain.must('list-feedback', { storeId: 'S-2' })).feedback).toEqual([]);
    }),
  );
});

describe('a photo is kept only if it is one and tells of nothing but what it shows', () => {
  const { jpeg, png, webp } = pictures;
  test.each([
    ['JPEG', jpeg, null],
    ['PNG', png, null],
    ['WebP', webp, null],
    ['a PNG that is called JPEG', { ...png, type: 'image/jpeg' }, 'not a picture'],
    ['a page', { type: 'image/png', bytes: Buffer.from('<script>alert(1)</script>') }, 'not a picture'],
    ['a drawing', { type: 'image/svg+xml', bytes: Buffer.from('<svg/>') }, 'not a picture'],
    ['a JPEG with Exif', { ...jpeg, bytes: pictures.withExif }, 'notes of a camera'],
    ['a JPEG that ends early', { ...jpeg, bytes: jpeg.bytes.subarray(0, 7) }, null],
  ])('%s', (_name, file, wrong) => {
    expect(whyNoPhoto(file) ?? '').toContain(wrong ?? '');
    expect(whyNoPhoto(file) === null).toBe(wrong === null);
  });
});
