// Plain columns of a part as `first` and `rest` have them (docs/snapshot.md): for tests. The plainest
// way, and nothing shared with what reads them.

const STATES = 8;
const [CERTAINTIES, ROLES, ATTRIBUTIONS] = [4, 8, 8];

// The places of the rows in the order of some keys; those whose keys are equal stay as they are.
function orderOf(count, keysOf) {
  const keys = Array.from({ length: count }, (_, row) => keysOf(row));
  const compare = (one, other) => {
    const at = keys[one].findIndex((key, place) => key !== keys[other][place]);
    return at < 0 ? one - other : keys[one][at] - keys[other][at];
  };
  return Array.from({ length: count }, (_, row) => row).sort(compare);
}

const inOrder = (column, order) => order.map((row) => column[row]);

export function codedFirst({ per_day, kind, sub_kind, deaths_state, retained, ...more }) {
  const pairs = new Map();
  for (const sub of new Set(sub_kind)) {
    const kinds = new Set(kind.filter((_, row) => sub_kind[row] === sub));
    pairs.set(sub, [...kinds].sort((one, other) => one - other));
  }
  const size = Math.max(...pairs.keys()) + 1;
  const table = Array.from({ length: size }, (_, sub) => [pairs.get(sub)?.[0] ?? 0, sub]);
  for (const [sub, kinds] of [...pairs].sort(([one], [other]) => one - other))
    for (const further of kinds.slice(1)) table.push([further, sub]);
  const numbers = new Map(table.map(([of, sub], at) => [`${of} ${sub}`, at]));
  const pair = (row) => numbers.get(`${kind[row]} ${sub_kind[row]}`);
  return {
    per_day,
    pair_kind: table.map(([of]) => of),
    pair_sub_kind: table.map(([, sub]) => sub),
    pair_state: Array.from(kind, (_, row) => pair(row) * STATES + deaths_state[row]),
    retained: inOrder(retained, orderOf(kind.length, (row) => [deaths_state[row]])),
    ...more,
  };
}

// { columns, tag_bits }; `first` as it was before it was coded.
export function codedRest({ span, certainty, sources, tags, contested, low, high, parties, actor, role, attribution, via, ...more }, first) {
  const count = first.kind.length;
  const bits = tags.reduce((most, many) => Math.max(most, many), 0).toString(2).length;
  const tag_bits = tags.some((many) => many > 0) ? bits : 0;
  const byState = orderOf(count, (row) => [first.deaths_state[row]]);
  const columns = {
    ...more,
    span: inOrder(span, orderOf(count, (row) => [more.date_precision[row]])),
    counts: Array.from(certainty, (of, row) => of + CERTAINTIES * (tags[row] + 2 ** tag_bits * sources[row])),
    contested: inOrder(contested, byState), low: inOrder(low, byState), high: inOrder(high, byState),
    ...companiesOf({ parties, actor, role, attribution, via }, first),
  };
  return { columns, tag_bits };
}

function companiesOf({ parties, actor, role, attribution, via }, { kind, sites, place }) {
  const starts = (sizes) => {
    let next = 0;
    return Array.from(sizes, (size) => {
      next += size;
      return next - size;
    });
  };
  const [from, site] = [starts(parties), starts(sites)];
  const stance = (at) => role[at] + ROLES * (attribution[at] + ATTRIBUTIONS * via[at]);
  const known = new Map();
  const made = { company: [], parties: [], actor: [], stance: [] };
  for (const row of orderOf(kind.length, (at) => [kind[at], sites[at] > 0 ? place[site[at]] : 0])) {
    const entries = Array.from({ length: parties[row] }, (_, at) => [actor[from[row] + at], stance(from[row] + at)]);
    const name = entries.join(" ");
    made.company.push(known.get(name) ?? 0);
    if (known.has(name)) continue;
    known.set(name, known.size + 1);
    made.parties.push(entries.length);
    for (const [who, how] of entries) {
      made.actor.push(who);
      made.stance.push(how);
    }
  }
  return made;
}
