/* SPDX-License-Identifier: Apache-2.0 */
/** Two people changed a note: what each did to cells of their own is put together; a cell that both changed stands twice. */

const members = ["kind", "magic", "title", "text", "view", "parameters"];
const alike = (a, b) => members.every((name) => JSON.stringify(a[name] ?? "") === JSON.stringify(b[name] ?? ""));
const byId = (cells) => new Map(cells.map((cell) => [cell.id, cell]));

/**
 * @param {any[]} base the cells as both had them @param {any[]} mine @param {any[]} theirs
 * @param {() => string} newId @returns {{cells: any[], both: number}} both: how many cells stand twice, mine below theirs
 */
export function mergeCells(base, mine, theirs, newId) {
  const was = byId(base);
  const ours = byId(mine);
  const others = byId(theirs);
  const changed = (cell) => !was.has(cell.id) || !alike(cell, was.get(cell.id));
  const idsOf = (cells, kept) => cells.map(({id}) => id).filter((id) => kept.has(id)).join();
  const moved = (cells) => idsOf(cells, was) !== idsOf(base, byId(cells));
  const [order, rest] = moved(theirs) || !moved(mine) ? [theirs, mine] : [mine, theirs];
  const cells = [];
  let both = 0;
  const put = (cell) => {
    const my = ours.get(cell.id);
    const their = others.get(cell.id);
    if (my && their) {
      if (!changed(my) || alike(my, their)) return cells.push(their);
      if (!changed(their)) return cells.push(my);
      both++;
      return cells.push(their, {...my, id: newId(), title: `${my.title || "This cell"} (mine)`});
    }
    // whoever deletes a cell does not mean what the other wrote into it since
    if (changed(cell)) cells.push(cell);
  };
  order.forEach(put);
  const known = byId(order);
  rest.forEach((cell, i) => {
    if (known.has(cell.id)) return;
    const before = rest.slice(0, i).reverse().find(({id}) => cells.some((other) => other.id === id));
    const tail = cells.splice(before ? cells.findIndex(({id}) => id === before.id) + 1 : 0);
    put(cell);
    cells.push(...tail);
  });
  return {cells, both};
}
