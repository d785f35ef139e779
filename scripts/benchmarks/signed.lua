-- Posts prepared payloads for wrk, each with its signature.
-- Arguments after `--`: result file, payloads file (a Lua table of {signature, body}).

local threads = {}
local count = 0

function setup(thread)
    table.insert(threads, thread)
end

function init(arguments)
    payloads = dofile(arguments[2])
    -- A global, so that done, which runs in a state of its own, can ask the thread for it.
    result_file = arguments[1]
    repeated = 0
end

function request()
    count = count + 1
    -- A payload that comes twice is no new message; how often that was is told.
    if count > #payloads then repeated = repeated + 1 end
    local payload = payloads[(count - 1) % #payloads + 1]
    return wrk.format("POST", nil, {
        ["Content-Type"] = "application/json", ["X-Hub-Signature-256"] = payload[1] }, payload[2])
end

function done(summary, latency, requests)
    local result = io.open(threads[1]:get("result_file"), "w")
    local errors = summary.errors
    result:write(string.format(
        '{"requests":%d,"duration_us":%d,"refused":%d,"broken":%d,"p50_us":%d,"p90_us":%d,"p99_us":%d,"max_us":%d,"repeated":%d}',
        summary.requests, summary.duration, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
        latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max,
        threads[1]:get("repeated") or 0))
    result:close()
end
