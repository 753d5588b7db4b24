-- Reads pages for pandoc_reader.py: a line of JSON in, [dialect, Markdown]; a line of JSON out, the tree of the
-- page or {"refused": what pandoc complained of}. A warning is a complaint: a link, note or anchor went wrong.

local function complaints(messages)
  local found = {}
  for _, message in ipairs(messages) do
    local told = pandoc.json.decode(pandoc.json.encode(message), false)
    if told.verbosity ~= "INFO" and told.verbosity ~= "DEBUG" then
      found[#found + 1] = told.pretty
    end
  end
  return table.concat(found, "\n")
end

local function tree_or_complaint(line)
  local asked = pandoc.json.decode(line, false)
  local messages, page = pandoc.log.silence(pandoc.read, asked[2], asked[1])
  local told = complaints(messages)
  if told ~= "" then
    return pandoc.json.encode({ refused = told })
  end
  return pandoc.write(page, "json")
end

for line in io.lines() do
  local done, answer = pcall(tree_or_complaint, line)
  if not done then
    answer = pandoc.json.encode({ refused = tostring(answer) })
  end
  io.write((answer:gsub("\n$", "")), "\n")
  io.flush()
end
