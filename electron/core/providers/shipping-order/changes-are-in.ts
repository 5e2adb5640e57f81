// Whether an edit shows in the shipment as it was answered. Pure; called by located.ts for an edit of
// unknown fate. Fields the answer does not echo count as not shown: the edit is then sent again, which does no harm.

export function changesAreIn(payload: unknown, shipment: unknown): boolean {
  const { force_update: _, ...changes } = (payload ?? {}) as Record<string, unknown>;
  return Object.entries(changes).every(([name, value]) => isIn(value, fieldOf(shipment, name)));
}

/** Objects may hold more than was sent, lists may not. */
function isIn(wanted: unknown, found: unknown): boolean {
  if (wanted === undefined || wanted === null || wanted === '') {
    return found === undefined || found === null || found === '';
  }
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((one, index) => isIn(one, found[index]))
    );
  }
  if (typeof wanted === 'object') {
    return Object.entries(wanted).every(([name, value]) => isIn(value, fieldOf(found, name)));
  }
  return wanted === found || String(wanted) === String(found);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
