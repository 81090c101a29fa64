import type { RecordedMember } from '@bonum/adapters/system-of-record';
import { answers as isAnswer, type Answers, type AnswerValue, type Programme } from '@bonum/engine';

/** Somebody's answers with what the system of record says anew; what is no answer to a question as it is asked now is none. */
export function answersAfter(
  { questionnaire }: Programme,
  { before, heard }: { readonly before: Answers; readonly heard: RecordedMember['answers'] },
  isNews: (id: string, answer: AnswerValue | null) => boolean,
): Answers {
  const after: Record<string, AnswerValue> = { ...before };
  for (const [id, answer] of Object.entries(heard)) {
    if (!isNews(id, answer)) continue;
    const question = questionnaire?.questions?.find((asked) => asked.id === id);
    if (answer === null) delete after[id];
    else if (question && isAnswer(question, answer)) after[id] = answer;
  }
  return after;
}
