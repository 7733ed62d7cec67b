// Which sequence flows a case took: history keeps the steps, so a step was reached from whichever of the steps
// before it was left last before the step began.

/** @param trail "id,start,end" for each step, end empty while the case is there */
export function flowsTaken(registry, trail) {
  const steps = (trail ?? '')
    .split(' ')
    .filter(Boolean)
    .map((text) => text.split(','))
    .map(([id, start, end]) => ({ id, start: Number(start), end: end ? Number(end) : Infinity }));
  const taken = new Set();
  for (const step of steps) {
    let best;
    for (const flow of registry.get(step.id)?.incoming ?? []) {
      if (flow.type !== 'bpmn:SequenceFlow') continue;
      for (const before of steps) {
        if (before.id !== flow.source?.id || before.end > step.start) continue;
        if (!best || before.end > best.end) best = { flow, end: before.end };
      }
    }
    if (best) taken.add(best.flow);
  }
  return taken;
}
