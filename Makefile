.PHONY: run test format diagrams bench

run: ## the demo, at http://localhost:8080
	./mvnw -q spring-boot:run

test: ## everything
	./mvnw verify

format: ## Java as palantir-java-format writes it
	./mvnw -q spotless:apply

diagrams: ## lint the BPMN
	cd src/main/frontend && npm ci --ignore-scripts && npm run lint:bpmn

bench: ## how fast it is, measured
	./mvnw -q -Pbench verify -DskipTests
