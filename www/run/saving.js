/** Whether the reader's browser asks to save data. */

/** @returns {boolean} */
export function savesData() {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
  return connection?.saveData === true;
}
