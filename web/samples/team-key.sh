handover team-key new "Support"
handover team-key export "Support" > support.json
