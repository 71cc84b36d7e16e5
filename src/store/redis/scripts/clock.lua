-- Stands in front of every script that writes: the store's clock, and how long events are kept.

local KEPT = 30 * 24 * 60 * 60 * 1000

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
