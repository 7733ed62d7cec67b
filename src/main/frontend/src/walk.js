// The order in which the arrow keys walk a diagram, and what is said at each step.

/** Right follows the flow, left goes back, up and down change between the branches that start at the same step. */
export function walkOf(registry) {
  const steps = registry.filter((element) => element.businessObject?.$instanceOf?.('bpmn:FlowNode') && !element.labelTarget);
  const out = (id) => flows(id, 'outgoing').concat(boundaries(id));
  const into = (id) => flows(id, 'incoming').concat(host(id));

  function flows(id, side) {
    const element = registry.get(id);
    return (element?.[side] ?? [])
      .filter((flow) => flow.type === 'bpmn:SequenceFlow')
      .map((flow) => (side === 'outgoing' ? flow.target.id : flow.source.id));
  }
  function boundaries(id) {
    return (registry.get(id)?.attachers ?? []).map((element) => element.id);
  }
  function host(id) {
    const attachedTo = registry.get(id)?.host;
    return attachedTo ? [attachedTo.id] : [];
  }
  function siblings(id) {
    const before = into(id);
    return before.length ? out(before[0]) : starts;
  }

  const starts = steps.filter((step) => into(step.id).length === 0).map((step) => step.id);
  return {
    first: starts[0] ?? steps[0]?.id,
    next(id, key) {
      if (key === 'ArrowRight') return out(id)[0] ?? id;
      if (key === 'ArrowLeft') return into(id)[0] ?? id;
      const row = siblings(id);
      const at = row.indexOf(id) + (key === 'ArrowDown' ? 1 : -1);
      return row[Math.min(row.length - 1, Math.max(0, at))] ?? id;
    },
  };
}

/** "Send command, service task, 4 running, 1 retrying, 3 failed" */
export function describe(element, count, place) {
  const business = element.businessObject;
  const kind = business.$type.replace('bpmn:', '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const parts = [business.name || 'Step without a name', kind];
  if (count) {
    parts.push(`${count.running} running`);
    if (count.retrying) parts.push(`${count.retrying} retrying`);
    if (count.incidents) parts.push(`${count.incidents} failed`);
  }
  const has = (list) => (list ?? '').split(/\s+/).includes(element.id);
  if (has(place.dataset.failed)) parts.push('failed here');
  else if (has(place.dataset.active)) parts.push('the case is here');
  else if (has(place.dataset.passed)) parts.push('passed');
  if (has(place.dataset.changed)) parts.push('changed');
  if (has(place.dataset.added)) parts.push('new');
  if (has(place.dataset.removed)) parts.push('gone');
  return parts.join(', ');
}
