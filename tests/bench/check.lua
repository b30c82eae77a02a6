-- One kind of request for wrk, from the environment; every answer must have its status and hold its text.
local function lines(name)
  local list, file = {}, os.getenv(name)
  if file and file ~= "" then for line in io.lines(file) do list[#list + 1] = line end end
  return list
end

local paths, bodies = lines("BENCH_PATHS"), lines("BENCH_BODIES")
local cookie, expected = os.getenv("BENCH_COOKIE"), os.getenv("BENCH_EXPECT")
local wanted = tonumber(os.getenv("BENCH_STATUS") or "200")
local threads, at = {}, 0

function setup(thread)
  thread:set("first", #threads * 7)
  threads[#threads + 1] = thread
end

function init()
  wrong, sample, at = 0, "", first
end

function request()
  at = at + 1
  local path, headers = paths[at % #paths + 1], { Cookie = cookie }
  if #bodies == 0 then return wrk.format("GET", path, headers) end
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  headers["Sec-Fetch-Site"] = "same-origin"
  return wrk.format("POST", path, headers, bodies[at % #bodies + 1])
end

-- A person looks at a page before asking for the next one.
local pause = tonumber(os.getenv("BENCH_PAUSE") or "0")
if pause > 0 then
  function delay() return math.random(pause / 2, pause * 3 / 2) end
end

function response(status, headers, body)
  local text = body
  if wanted >= 300 and wanted < 400 then text = headers["location"] or headers["Location"] or "" end
  if status ~= wanted or not string.find(text, expected, 1, true) then
    wrong = wrong + 1
    sample = status .. " " .. string.sub(text, 1, 200)
  end
end

-- requests seconds p50 p95 p99 wrong, in milliseconds where it is a time
function done(summary, latency)
  local wrongs = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do
    wrongs = wrongs + thread:get("wrong")
    if thread:get("sample") ~= "" then io.stderr:write("wrong answer: " .. thread:get("sample") .. "\n") end
  end
  local ms = function(percent) return latency:percentile(percent) / 1000 end
  io.write(string.format("FIGURES %d %.3f %.2f %.2f %.2f %d\n", summary.requests, summary.duration / 1e6, ms(50), ms(95), ms(99), wrongs))
end
