handover clients key add zendesk --clients /etc/handover/clients.toml
handover clients key revoke a7Kd90Zq --clients /etc/handover/clients.toml
