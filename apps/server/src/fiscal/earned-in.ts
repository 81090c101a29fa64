/** What a stored calculation earned, in points by kind. */
export function earnedIn(calculation: unknown): Record<string, number> {
  const { earning } = calculation as { earning: readonly { kind: string; points: number }[] };
  const sums: Record<string, number> = {};
  for (const { kind, points } of earning) sums[kind] = (sums[kind] ?? 0) + points;
  return sums;
}
