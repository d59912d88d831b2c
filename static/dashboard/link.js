// Whether this page came over a slow link: by what the address says, else by what the browser knows,
// else by how the page itself came. Pure.

const SLOW_TYPES = ["slow-2g", "2g", "3g"];
// The page came in this many bytes a millisecond or fewer, or waited this long for its first.
const SLOW_RATE = 100;
const LONG_WAIT = 350;

// `link`: "slow", "fast" or "" as in the address; `connection` as navigator.connection; `page` as the
// entry of performance for the page itself. Both may be missing.
export function isSlow({ link, connection, page }) {
  if (link) return link === "slow";
  if (connection?.saveData) return true;
  if (connection?.effectiveType) return SLOW_TYPES.includes(connection.effectiveType);
  return page ? cameSlowly(page) : false;
}

// A page out of a cache tells nothing.
function cameSlowly({ transferSize, requestStart, responseStart, responseEnd }) {
  if (!transferSize) return false;
  const took = responseEnd - responseStart;
  return responseStart - requestStart >= LONG_WAIT && took > 0 && transferSize / took <= SLOW_RATE;
}
