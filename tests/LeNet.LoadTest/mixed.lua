-- Requests as they come in life: images, pictures, the page, and among them wrong ones of every kind.
-- Each kind knows the status that it must get; at the end the statuses are counted against that.

local function read(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("*a")
  file:close()
  return content
end

local picture = read(os.getenv("PICTURE"))
local raw = { ["Content-Type"] = "application/octet-stream" }
local png = { ["Content-Type"] = "image/png" }
local image = string.rep("\0\40\200\255", 196)

local kinds = {
  { share = 30, status = 200, method = "POST", path = "/api/predict", headers = raw, body = image },
  { share = 20, status = 200, method = "POST", path = "/api/predict?layers=true", headers = raw, body = image },
  { share = 15, status = 200, method = "POST", path = "/api/predict?layers=true", headers = png, body = picture },
  { share = 5, status = 200, method = "GET", path = "/" },
  { share = 5, status = 200, method = "GET", path = "/api/network" },
  { share = 5, status = 200, method = "GET", path = "/api/digits/random?label=3" },
  { share = 3, status = 400, method = "POST", path = "/api/predict", headers = raw, body = string.rep("x", 783) },
  { share = 2, status = 400, method = "GET", path = "/api/digits/random?label=three" },
  { share = 3, status = 404, method = "GET", path = "/../../etc/passwd" },
  { share = 2, status = 405, method = "DELETE", path = "/api/predict" },
  { share = 1, status = 413, method = "POST", path = "/api/predict", headers = png, body = string.rep("x", 2 * 1024 * 1024 + 1) },
  { share = 3, status = 415, method = "POST", path = "/api/predict", headers = { ["Content-Type"] = "text/plain" }, body = "seven" },
  { share = 3, status = 422, method = "POST", path = "/api/predict", headers = png, body = string.sub(picture, 1, math.floor(#picture / 2)) },
  { share = 3, status = 422, method = "POST", path = "/api/predict", headers = png, body = string.rep("\137PNG\r\n\26\n", 500) },
}

local deck = {}
local threads = {}

function setup(thread)
  thread:set("id", #threads + 1)
  table.insert(threads, thread)
end

function init()
  math.randomseed(id)
  for index, kind in ipairs(kinds) do
    for _ = 1, kind.share do
      table.insert(deck, index)
    end
  end
  sentCount, gotCount = {}, {}
end

function request()
  local kind = kinds[deck[math.random(#deck)]]
  sentCount[kind.status] = (sentCount[kind.status] or 0) + 1
  return wrk.format(kind.method, kind.path, kind.headers, kind.body)
end

function response(status)
  gotCount[status] = (gotCount[status] or 0) + 1
end

local function total(name)
  local sum = {}
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get(name)) do
      sum[tonumber(status)] = (sum[tonumber(status)] or 0) + count
    end
  end
  return sum
end

function done(summary, latency)
  local sent, got = total("sentCount"), total("gotCount")
  local statuses, all = {}, {}
  for status in pairs(sent) do all[status] = true end
  for status in pairs(got) do all[status] = true end
  for status in pairs(all) do table.insert(statuses, status) end
  table.sort(statuses)
  local wrong = 0
  for _, status in ipairs(statuses) do
    print(string.format("status %d sent %d got %d", status, sent[status] or 0, got[status] or 0))
    wrong = wrong + math.max(0, (got[status] or 0) - (sent[status] or 0))
  end
  local errors = summary.errors
  print(string.format("requests %d", summary.requests))
  print(string.format("failures %d", wrong + errors.connect + errors.read + errors.write + errors.timeout))
  print(string.format("rate %.0f", summary.requests / (summary.duration / 1e6)))
  for _, percentile in ipairs({ 50, 90, 99, 99.9 }) do
    print(string.format("p%s %.1f", percentile, latency:percentile(percentile) / 1000))
  end
  print(string.format("max %.1f", latency.max / 1000))
end
