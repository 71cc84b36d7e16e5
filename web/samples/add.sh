handover clients add zendesk --clients /etc/handover/clients.toml \
  --display "Example Shop support" \
  --scope requests:write,requests:read,events:read \
  --team-key support.json \
  --webhook https://desk.example/handover -o json
